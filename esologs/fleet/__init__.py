"""Fleet: what workers on any number of machines share through one Redis or Valkey."""
