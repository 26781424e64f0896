"""`python -m recounted.cli` is `recounted`."""

from recounted.cli import main

main()
