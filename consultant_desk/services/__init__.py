"""What a person can do, area by area: operations that change a workspace and read models that show it. No Qt here."""
