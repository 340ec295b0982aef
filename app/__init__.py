"""mini-Colossus: checks a rig of many graphics cards before it is bought."""
