package io.tabella.it.jms;

import jakarta.jms.TextMessage;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A text message of a provider that nobody knows. */
final class ForeignText {

  private final Map<String, @Nullable Object> headers = new TreeMap<>();
  private final TextMessage message;

  ForeignText(String text) {
    headers.put("Text", text);
    message =
        (TextMessage)
            Proxy.newProxyInstance(
                ForeignText.class.getClassLoader(),
                new Class<?>[] {TextMessage.class},
                (proxy, method, arguments) -> call(method, arguments));
  }

  TextMessage message() {
    return message;
  }

  @Nullable Object header(String name) {
    return headers.get(name);
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) {
    String name = method.getName().substring(3);
    if (method.getName().startsWith("set") && arguments != null) {
      headers.put(name, arguments[0]);
      return null;
    }
    return name.equals("PropertyNames") ? Collections.emptyEnumeration() : headers.get(name);
  }
}
