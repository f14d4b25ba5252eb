"""The library of pictures: the list with its search, one picture's page, and the upload."""
