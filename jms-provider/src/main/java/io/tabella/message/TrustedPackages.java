package io.tabella.message;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which classes may be read from an object message: always the JDK's value types (primitives and
 * their wrappers, String, enums' base class, {@code java.math}, {@code java.time}, the collections
 * of {@code java.util}, UUID, Date and the like, and arrays of all these); and besides them only
 * the packages that the user has listed, each with those below it. Immutable.
 */
public final class TrustedPackages {

  /** The name of the setting, as the user writes it. */
  public static final String SETTING = "trustedPackages";

  /** Nothing but the JDK's value types: the default. */
  public static final TrustedPackages NONE = new TrustedPackages(List.of(), false);

  /** Whatever is on the class path. Only for bytes that are known to be ours. */
  static final TrustedPackages EVERYTHING = new TrustedPackages(List.of(), true);

  private static final String ANY = "*";

  private static final String NAME = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
  private static final Pattern PACKAGE = Pattern.compile(NAME + "(\\." + NAME + ")*");

  private static final Set<String> JDK_PACKAGES =
      Set.of("java.math", "java.time", "java.time.chrono", "java.time.zone");

  private static final Set<String> JDK_CLASSES =
      Set.of(
          "java.lang.Object",
          "java.lang.String",
          "java.lang.Number",
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Character",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.lang.Enum",
          "java.lang.Comparable",
          "java.lang.CharSequence",
          "java.io.Serializable",
          "java.util.UUID",
          "java.util.Date",
          "java.util.Locale",
          "java.util.Currency",
          "java.util.BitSet",
          "java.util.Map$Entry",
          "java.util.AbstractMap$SimpleEntry",
          "java.util.AbstractMap$SimpleImmutableEntry",
          // What the JDK's collections are written as, or compare with.
          "java.util.CollSer",
          "java.util.EnumSet$SerializationProxy",
          "java.util.Collections$ReverseComparator",
          "java.util.Collections$ReverseComparator2",
          "java.util.Comparators$NaturalOrderComparator");

  private final List<String> packages;
  private final boolean everything;

  private TrustedPackages(List<String> packages, boolean everything) {
    this.packages = packages;
    this.everything = everything;
  }

  /**
   * The JDK's value types and these packages with all below them. {@code *} trusts every class
   * there is: whoever can write to the database can then run code in this JVM.
   *
   * @throws IllegalArgumentException if one is not the name of a package
   */
  public static TrustedPackages of(Collection<String> packages) {
    for (String name : packages) {
      if (!name.equals(ANY) && !PACKAGE.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "setting "
                + SETTING
                + ": \""
                + name
                + "\" is not the name of a package; write for example com.example.orders");
      }
    }
    return new TrustedPackages(List.copyOf(packages), packages.contains(ANY));
  }

  boolean trust(Class<?> type) {
    return everything || type.isPrimitive() || isJdkValue(type) || isListed(type.getPackageName());
  }

  private boolean isListed(String packageName) {
    for (String trusted : packages) {
      if (packageName.equals(trusted) || packageName.startsWith(trusted + ".")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isJdkValue(Class<?> type) {
    return JDK_CLASSES.contains(type.getName())
        || JDK_PACKAGES.contains(type.getPackageName())
        || isJdkCollection(type);
  }

  private static boolean isJdkCollection(Class<?> type) {
    return type.getPackageName().equals("java.util")
        && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
  }
}
