package io.tabella.engine.dispatch;

import io.tabella.store.ScanStart;

/** Where a scan looks, what it may bring, and what the gate must know when it ends. */
record ScanRoom(HandOffGate.Token token, ScanStart start, int entries, long bytes) {}
