package io.tabella.jca;

import io.tabella.jca.store.StoreAddress;
import io.tabella.jca.store.StoreLogin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The properties that say where the store is. The adapter has them, each connection factory and
 * each activation spec may override them. To be set before they are used, by one thread.
 */
public abstract class StoreProperties {

  private @Nullable String url;
  private @Nullable String dataSource;
  private @Nullable String settings;
  private @Nullable String user;
  private @Nullable String password;

  StoreProperties() {}

  /** The JDBC URL of the database, if it is no data source of the server. */
  public @Nullable String getUrl() {
    return url;
  }

  /** See {@link #getUrl()}; it may carry settings, {@code tabella.prefetch=100}. */
  public void setUrl(@Nullable String url) {
    this.url = url;
  }

  /**
   * The name of the server's data source in the naming service. It must not take part in
   * transactions of the container: Tabella commits by itself.
   */
  public @Nullable String getDataSource() {
    return dataSource;
  }

  /** See {@link #getDataSource()}. */
  public void setDataSource(@Nullable String dataSource) {
    this.dataSource = dataSource;
  }

  /** Settings of docs/settings.md: {@code prefetch=100,maxDeliveries=3}. */
  public @Nullable String getSettings() {
    return settings;
  }

  /** See {@link #getSettings()}. */
  public void setSettings(@Nullable String settings) {
    this.settings = settings;
  }

  /** The login of the database; empty for that of the data source or URL. */
  public @Nullable String getUser() {
    return user;
  }

  /** See {@link #getUser()}. */
  public void setUser(@Nullable String user) {
    this.user = user;
  }

  /** The same as {@link #getUser()}: servers do not agree on the name. */
  public @Nullable String getUserName() {
    return user;
  }

  /** See {@link #getUserName()}. */
  public void setUserName(@Nullable String userName) {
    this.user = userName;
  }

  /** The password that goes with the user. Never logged. */
  public @Nullable String getPassword() {
    return password;
  }

  /** See {@link #getPassword()}. */
  public void setPassword(@Nullable String password) {
    this.password = password;
  }

  /**
   * Where the store is, by these properties alone.
   *
   * @throws IllegalArgumentException if the settings are not written as they should be
   */
  final StoreAddress address() {
    return StoreAddress.of(url, dataSource, settings);
  }

  final StoreLogin login() {
    return StoreLogin.of(user, password);
  }

  final boolean hasSameStore(StoreProperties that) {
    return Objects.equals(url, that.url)
        && Objects.equals(dataSource, that.dataSource)
        && Objects.equals(settings, that.settings)
        && Objects.equals(user, that.user)
        && Objects.equals(password, that.password);
  }

  final int hashOfStore() {
    return Objects.hash(url, dataSource, settings, user);
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + address() + ", " + login() + "]";
  }
}
