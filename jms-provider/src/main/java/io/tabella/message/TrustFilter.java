package io.tabella.message;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/** Judges the classes of one serialized object, and remembers which one it refused. */
final class TrustFilter implements ObjectInputFilter {

  /**
   * How many elements an array may have for each byte of the body. An element takes a byte or more;
   * a hash table of a low load factor reserves some eight places for one.
   */
  private static final long ELEMENTS_PER_BYTE = 16;

  private final TrustedPackages trusted;
  private final long longestArray;
  private @Nullable String refusal;

  TrustFilter(TrustedPackages trusted, int bodyLength) {
    this.trusted = trusted;
    this.longestArray = ELEMENTS_PER_BYTE * bodyLength;
  }

  /** Why the object was refused; null if it was not. */
  @Nullable String refusal() {
    return refusal;
  }

  @Override
  public Status checkInput(FilterInfo info) {
    if (info.arrayLength() > longestArray) {
      refusal =
          "the object of this message claims to have an array of "
              + info.arrayLength()
              + " elements, which cannot be in so few bytes";
      return Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    if (type == null) {
      return Status.UNDECIDED;
    }
    while (type.isArray()) {
      type = type.getComponentType();
    }
    return trusted.trust(type) ? Status.ALLOWED : refuse(type);
  }

  private Status refuse(Class<?> type) {
    String where = type.getPackageName().isEmpty() ? "" : " " + type.getPackageName();
    refusal =
        "class "
            + type.getName()
            + " is not trusted in object messages; if it may be read, add its package"
            + where
            + " to the setting "
            + TrustedPackages.SETTING;
    return Status.REJECTED;
  }
}
