package argosy.telemetry.logs;

class MemoryLogStoreTest extends LogStoreContract {

  @Override
  LogStore open() {
    return LogStore.memory(() -> now);
  }
}
