"""What is asked: instruments, their versions, sections and items, and the scales they use."""
