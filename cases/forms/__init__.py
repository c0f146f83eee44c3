"""What people type: a form of the least a page needs, each noun in a module of its own."""
