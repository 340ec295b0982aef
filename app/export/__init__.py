"""Reports and bills of materials in the forms that people take away."""
