"""Programs of the developers: the environment, the lock, the bundle, the pictures. Nothing here is shipped."""
