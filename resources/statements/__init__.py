"""Profiles of statements: what the columns of each network, programme, wallet and bank mean."""
