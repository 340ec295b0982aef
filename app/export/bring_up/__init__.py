"""The bring-up pack: what to set, wire, assemble and test, made from a build's placement."""
