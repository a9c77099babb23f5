package io.tabella.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Held by one thread of all JVMs on this machine; a JVM that dies gives it back. */
final class MachineLock implements AutoCloseable {

  /** A file's lock belongs to the JVM and does not part its threads. */
  private static final ReentrantLock JVM_LOCK = new ReentrantLock();

  private final FileChannel channel;

  private MachineLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock of this file, which is created if need be. */
  static MachineLock acquire(Path file) {
    JVM_LOCK.lock();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        Progress.tell("Waiting for another process that holds " + file);
        channel.lock();
      }
      return new MachineLock(channel);
    } catch (IOException | RuntimeException e) {
      JVM_LOCK.unlock();
      throw e instanceof IOException io
          ? new UncheckedIOException("The kit cannot lock " + file, io)
          : (RuntimeException) e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      JVM_LOCK.unlock();
    }
  }
}
