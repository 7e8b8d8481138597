"""Whether what stands there is what was sealed and approved. Pure: it opens no file."""
