package io.tabella.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes where the application has them: with the thread's context class loader, then with
 * ours. Reads no dynamic proxies, because what they call cannot be judged by a class name.
 */
final class ContextObjectStream extends ObjectInputStream {

  ContextObjectStream(InputStream in) throws IOException {
    super(in);
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description)
      throws IOException, ClassNotFoundException {
    Class<?> found = find(description, Thread.currentThread().getContextClassLoader());
    // The JDK then asks the loader of the caller, which is ours; it knows the primitive types, too.
    return found == null ? super.resolveClass(description) : found;
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
    throw new InvalidClassException("dynamic proxies are not read from object messages");
  }

  private static @Nullable Class<?> find(
      ObjectStreamClass description, @Nullable ClassLoader loader) {
    if (loader == null) {
      return null;
    }
    try {
      return Class.forName(description.getName(), false, loader);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
