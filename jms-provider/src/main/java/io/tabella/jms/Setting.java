package io.tabella.jms;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every setting of a factory, once: its name as bean property and as URL parameter {@code
 * tabella.NAME}, its values, default, unit, and what it does.
 */
@SuppressWarnings("ImmutableEnumChecker") // ranges are records of immutable values
enum Setting {
  URL(
      "url",
      ValueRange.Text.like("jdbc:.+", "a JDBC URL"),
      "jdbc:h2:./tabella-data",
      "",
      "Where the database is. May carry every other setting as a parameter."),
  USER(
      "user", ValueRange.Text.any(), "", "", "The database login of connections made without one."),
  PASSWORD("password", ValueRange.Text.any(), "", "", "The password that goes with `user`."),
  CONNECTIONS(
      "connections",
      new ValueRange.Whole(0, 1_000),
      "0",
      "database connections",
      "The most that a node opens. 0: as many as its threads use at once. 1 counts"
          + " as 2. Not used with a data source, which has a pool of its own and must give 2 at"
          + " once."),
  TABLE_PREFIX(
      "tablePrefix",
      ValueRange.Text.like(
          "[a-z][a-z0-9_]{0,29}",
          "lower-case letters, digits and underscores, a letter first, at most 30"),
      "tabella_",
      "",
      "Begins the name of every table. Two prefixes are two stores in one database."),
  CREATE_SCHEMA(
      "createSchema",
      new ValueRange.Flag(),
      "true",
      "",
      "Whether missing tables are created at the first start. If not, an error names the file to"
          + " run."),
  FLUSH_COMMITS(
      "flushCommits",
      new ValueRange.Flag(),
      "true",
      "",
      "Whether an embedded database writes its file through to the disk with each commit. Without"
          + " it a power failure loses the last moments. Servers do as they are configured."),
  NODE_NAME(
      "nodeName",
      ValueRange.Text.like(".{0,200}", "at most 200 characters"),
      "",
      "",
      "What this JVM is called in tables and logs. Empty: host name and process id."),
  LANES(
      "lanes",
      new ValueRange.Whole(0, 64),
      "0",
      "threads",
      "Writers of a node; each merges the commits of its sessions. 0: as many as the database gains"
          + " from."),
  LEASE_MILLIS(
      "leaseMillis",
      new ValueRange.Whole(1_000, 600_000),
      "10000",
      "milliseconds",
      "How long a node may be silent before the others take over what it held. At least three times"
          + " `heartbeatMillis`."),
  HEARTBEAT_MILLIS(
      "heartbeatMillis",
      new ValueRange.Whole(100, 200_000),
      "2000",
      "milliseconds",
      "How often a node renews its lease."),
  POLL_MILLIS(
      "pollMillis",
      new ValueRange.Whole(10, 60_000),
      "200",
      "milliseconds",
      "How often an idle node looks for what other JVMs have sent. While messages arrive it looks"
          + " more often."),
  STORE_TIMEOUT_MILLIS(
      "storeTimeoutMillis",
      new ValueRange.Whole(100, 3_600_000),
      "60000",
      "milliseconds",
      "How long a send or commit waits for a database that cannot be reached before it fails."),
  LINGER_MILLIS(
      "lingerMillis",
      new ValueRange.Whole(0, 3_600_000),
      "5000",
      "milliseconds",
      "How long a node stays after its last connection was closed, so that a connection per message"
          + " is cheap."),
  PREFETCH(
      "prefetch",
      new ValueRange.Whole(1, 100_000),
      "1000",
      "messages",
      "The most that a node holds of a queue for its consumers."),
  PREFETCH_BYTES(
      "prefetchBytes",
      new ValueRange.Whole(65_536, 17_179_869_184L),
      "16777216",
      "bytes",
      "The most memory that these messages take, for each queue. One message is always let in."),
  STRICT_ACKNOWLEDGE(
      "strictAcknowledge",
      new ValueRange.Flag(),
      "false",
      "",
      "Whether AUTO_ACKNOWLEDGE waits until each acknowledgement is committed before the next"
          + " message is delivered."),
  ACKNOWLEDGE_WINDOW(
      "acknowledgeWindow",
      new ValueRange.Whole(1, 10_000),
      "64",
      "messages",
      "How many acknowledgements of a session may be on their way at once in AUTO_ACKNOWLEDGE and"
          + " DUPS_OK_ACKNOWLEDGE. After a crash as many messages may come again."),
  MAX_DELIVERIES(
      "maxDeliveries",
      new ValueRange.Whole(1, 1_000_000),
      "10",
      "attempts",
      "After how many failed deliveries a message goes to the dead-letter queue."),
  REDELIVERY_DELAY_MILLIS(
      "redeliveryDelayMillis",
      new ValueRange.Whole(0, 31_536_000_000L),
      "0",
      "milliseconds",
      "How long a message waits after the first failed delivery before the next one. 0: not at"
          + " all."),
  REDELIVERY_MULTIPLIER(
      "redeliveryMultiplier",
      new ValueRange.Decimal(1, 100),
      "1.0",
      "",
      "By how much longer it waits after each further one."),
  MAX_REDELIVERY_DELAY_MILLIS(
      "maxRedeliveryDelayMillis",
      new ValueRange.Whole(0, 31_536_000_000L),
      "3600000",
      "milliseconds",
      "But never longer than this."),
  REDELIVERY_JITTER(
      "redeliveryJitter",
      new ValueRange.Decimal(0, 1),
      "0.0",
      "",
      "By what part of it the wait is shorter or longer at random, so that what failed together"
          + " does not come back together."),
  DEAD_LETTER_QUEUE(
      "deadLetterQueue",
      ValueRange.Text.like("\\S(.{0,198}\\S)?", "1 to 200 characters, no blank at the ends"),
      "DLQ",
      "",
      "The queue for messages that failed too often."),
  EXPIRY_QUEUE(
      "expiryQueue",
      ValueRange.Text.like("(\\S(.{0,198}\\S)?)?", "at most 200 characters, no blank at the ends"),
      "",
      "",
      "The queue for messages that expire before they are received. Empty: they are removed."),
  DUPLICATE_WINDOW_MILLIS(
      "duplicateWindowMillis",
      new ValueRange.Whole(0, 31_536_000_000L),
      "600000",
      "milliseconds",
      "For how long a message is left out whose property JMS_TABELLA_duplicateId is that of one"
          + " sent before. 0: never."),
  AUTO_CREATE(
      "autoCreate",
      new ValueRange.Flag(),
      "true",
      "",
      "Whether a queue or topic is created when it is first used. If not, an administrator creates"
          + " them."),
  JOIN_TRANSACTIONS(
      "joinTransactions",
      new ValueRange.Flag(),
      "false",
      "",
      "Whether sessions send and receive in the transactions of the DataSource that the factory was"
          + " made for, where one is under way."),
  MAX_MESSAGE_BYTES(
      "maxMessageBytes",
      new ValueRange.Whole(1_024, 1_073_741_824),
      "67108864",
      "bytes",
      "The largest message that may be sent, properties and body together."),
  TRUSTED_PACKAGES(
      "trustedPackages",
      new ValueRange.Names(),
      "",
      "",
      "Packages (with those below them) whose classes may be read from an ObjectMessage, beside the"
          + " JDK's value types. `*` trusts all; do not."),
  CLIENT_ID(
      "clientId",
      ValueRange.Text.any(),
      "",
      "",
      "The client identifier of this factory's connections, of which one can be open at a time."
          + " Empty: each connection may set its own."),
  POPULATE_USER_ID(
      "populateUserId",
      new ValueRange.Flag(),
      "false",
      "",
      "Whether each message says in JMSXUserID who has sent it: the database login of the"
          + " connection."),
  APPLICATION_ID(
      "applicationId",
      ValueRange.Text.like(".{0,200}", "at most 200 characters"),
      "",
      "",
      "What each message says in JMSXAppID about the application that has sent it. Empty:"
          + " nothing."),
  POPULATE_TRANSACTION_ID(
      "populateTransactionId",
      new ValueRange.Flag(),
      "false",
      "",
      "Whether each message of a transacted session says in JMSXProducerTXID in which transaction"
          + " it was sent.");

  /** What names begin with in a URL. */
  static final String URL_PREFIX = "tabella.";

  private final String settingName;
  private final ValueRange range;
  private final String defaultText;
  private final String unit;
  private final String effect;

  Setting(String settingName, ValueRange range, String defaultText, String unit, String effect) {
    this.settingName = settingName;
    this.range = range;
    this.defaultText = defaultText;
    this.unit = unit;
    this.effect = effect;
  }

  /** Finds a setting by its name, to the letter. */
  static Optional<Setting> find(String name) {
    return Arrays.stream(values()).filter(setting -> setting.settingName.equals(name)).findFirst();
  }

  /**
   * The setting that a URL's parameter names.
   *
   * @throws IllegalArgumentException if there is none; proposes the nearest one
   */
  static Setting ofParameter(String name) {
    return find(name)
        .filter(setting -> setting != URL)
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  String settingName() {
    return settingName;
  }

  ValueRange range() {
    return range;
  }

  String defaultText() {
    return defaultText;
  }

  String unit() {
    return unit;
  }

  String effect() {
    return effect;
  }

  /** The value when nobody sets one. */
  Object defaultValue() {
    return parse(defaultText);
  }

  /**
   * The value that a text stands for.
   *
   * @throws IllegalArgumentException if it stands for none; names setting, value and range
   */
  Object parse(String text) {
    return range.parse(text).orElseThrow(() -> refusal(text));
  }

  /**
   * Passes a value that this setting takes.
   *
   * @throws IllegalArgumentException if it does not; names setting, value and range
   */
  Object check(Object value) {
    if (!range.contains(value)) {
      throw refusal(range.format(value));
    }
    return value;
  }

  private IllegalArgumentException refusal(String value) {
    String shown = this == PASSWORD ? "(not shown)" : "'" + value + "'";
    String units = unit.isEmpty() ? "" : " " + unit;
    String usual = defaultText.isEmpty() ? "" : ", default " + defaultText;
    return new IllegalArgumentException(
        "Setting %s does not take the value %s; it takes %s%s%s. %s"
            .formatted(settingName, shown, range.description(), units, usual, effect));
  }

  private static String unknown(String name) {
    String nearest =
        Spelling.nearest(
            name,
            Arrays.stream(values())
                .filter(setting -> setting != URL)
                .map(Setting::settingName)
                .toList());
    return "There is no setting "
        + URL_PREFIX
        + name
        + "; did you mean "
        + URL_PREFIX
        + nearest
        + "? docs/settings.md lists them all.";
  }
}
