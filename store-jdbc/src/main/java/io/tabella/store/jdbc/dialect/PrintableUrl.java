package io.tabella.store.jdbc.dialect;

/** A JDBC URL without its settings, which may hold a password. */
public final class PrintableUrl {

  private PrintableUrl() {}

  /** What may be shown of a URL. */
  public static String of(String url) {
    String withoutSettings = url.replaceAll("[;?].*", "");
    return withoutSettings
        .replaceAll("//[^/]*@", "//")
        .replaceAll("(?i)(user|password)=[^,)]*", "$1=");
  }
}
