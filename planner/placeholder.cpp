// placeholder, removed with the first room
