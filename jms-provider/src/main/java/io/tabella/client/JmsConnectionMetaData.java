package io.tabella.client;

import jakarta.jms.ConnectionMetaData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Who provides which version. Immutable. Jakarta Messaging 3.1, 6.1.5. */
final class JmsConnectionMetaData implements ConnectionMetaData {

  private static final String VERSION = readVersion();

  private final List<String> propertyNames;

  /**
   * Metadata.
   *
   * @param propertyNames of the properties that the specification defines, those that are in use
   */
  JmsConnectionMetaData(List<String> propertyNames) {
    this.propertyNames = propertyNames;
  }

  @Override
  public String getJMSVersion() {
    return "3.1";
  }

  @Override
  public int getJMSMajorVersion() {
    return 3;
  }

  @Override
  public int getJMSMinorVersion() {
    return 1;
  }

  @Override
  public String getJMSProviderName() {
    return "Tabella";
  }

  @Override
  public String getProviderVersion() {
    return VERSION;
  }

  @Override
  public int getProviderMajorVersion() {
    return numberAt(0);
  }

  @Override
  public int getProviderMinorVersion() {
    return numberAt(1);
  }

  @Override
  public Enumeration<String> getJMSXPropertyNames() {
    return Collections.enumeration(propertyNames);
  }

  private static int numberAt(int place) {
    return Integer.parseInt(VERSION.split("[.-]", -1)[place]);
  }

  private static String readVersion() {
    Properties properties = new Properties();
    try (@Nullable InputStream in =
        JmsConnectionMetaData.class.getResourceAsStream("provider.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("provider.properties of the Tabella jar cannot be read", e);
    }
    return properties.getProperty("version", "0.0");
  }
}
