"""What is known. The vocabulary, and the only SQL; reads nothing of the other packages."""
