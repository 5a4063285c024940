"""The rows that can be measured, one file each; a file that is put here is found."""
