package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.destination.JmsQueue;
import io.tabella.message.trusted.Parcel;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, 3.11, and what may be read. */
@NullUnmarked
final class JmsObjectMessageTest {

  @SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // Applications send these all the same.
  static Stream<Object> jdkValues() {
    return Stream.of(
        "text",
        1,
        2L,
        (short) 3,
        (byte) 4,
        'c',
        1.5,
        1.5f,
        true,
        new BigInteger("12345678901234567890"),
        new BigDecimal("1.23"),
        RoundingMode.HALF_UP,
        Instant.EPOCH,
        LocalDate.EPOCH,
        Duration.ofMillis(5),
        DayOfWeek.MONDAY,
        ZonedDateTime.ofInstant(Instant.EPOCH, ZoneId.of("Europe/Vienna")),
        new UUID(1, 2),
        new Date(5),
        Locale.GERMANY,
        BitSet.valueOf(new long[] {5}),
        new ArrayList<>(Arrays.asList(1, null, "x", new BigDecimal("2"))),
        new LinkedList<>(List.of(1)),
        new HashMap<>(Map.of("a", List.of(1, 2), "b", Map.of())),
        new LinkedHashMap<>(Map.of("a", 1)),
        new TreeMap<>(Map.of("a", 1)),
        new HashSet<>(Set.of("a")),
        new TreeSet<>(Comparator.<String>reverseOrder()),
        List.of(1, 2, 3),
        Set.of(1),
        Map.of(1, 2),
        Arrays.asList("a", "b"),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Collections.emptyMap(),
        Collections.singletonList(1),
        EnumSet.of(DayOfWeek.FRIDAY),
        new EnumMap<>(Map.of(DayOfWeek.FRIDAY, 1)),
        new IdentityHashMap<>(),
        new Properties());
  }

  @ParameterizedTest
  @MethodSource("jdkValues")
  void jdkValuesAreReadByDefault(Object value) throws JMSException {
    assertThat(received((Serializable) value, TrustedPackages.NONE).getObject()).isEqualTo(value);
  }

  @Test
  void arraysOfJdkValuesAreReadByDefault() throws JMSException {
    for (Object value :
        List.of(
            new int[][] {{1}, {2, 3}},
            new String[] {"a"},
            new Object[] {1, "b", null},
            new Number[] {1, 2.5},
            new LocalDate[] {LocalDate.EPOCH},
            new byte[100_000])) {
      Object read = received((Serializable) value, TrustedPackages.NONE).getObject();
      assertThat(Arrays.deepEquals(new Object[] {read}, new Object[] {value})).isTrue();
    }
  }

  @Test
  void queuesOfTheJdkAreReadByDefault() throws JMSException {
    assertThat(
            (ArrayDeque<?>)
                received(new ArrayDeque<>(List.of(1, 2)), TrustedPackages.NONE).getObject())
        .hasToString("[1, 2]");
    assertThat(
            (PriorityQueue<?>)
                received(new PriorityQueue<>(List.of(2, 1)), TrustedPackages.NONE).getObject())
        .hasToString("[1, 2]");
  }

  @Test
  void otherClassesAreRefusedByNameWithTheSetting() throws JMSException {
    JmsObjectMessage message = received(new Parcel("x"), TrustedPackages.NONE);
    assertThatThrownBy(message::getObject)
        .isInstanceOf(MessageFormatException.class)
        .hasMessage(
            "class io.tabella.message.trusted.Parcel is not trusted in object messages; if it may"
                + " be read, add its package io.tabella.message.trusted to the setting"
                + " trustedPackages");
  }

  @Test
  void refusalReachesIntoCollectionsArraysAndEnums() throws JMSException {
    for (Serializable value :
        List.<Serializable>of(
            new ArrayList<>(List.of(1, new Parcel("x"))),
            new Parcel[0],
            Parcel.Size.SMALL,
            new TreeSet<>(new Parcel.ByWeight()),
            new File[] {},
            new Throwable("x"))) {
      assertThatThrownBy(() -> received(value, TrustedPackages.NONE).getObject())
          .isInstanceOf(MessageFormatException.class)
          .hasMessageContaining("trustedPackages");
    }
  }

  private static final class File implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void nothingOfARefusedClassIsRun() throws JMSException {
    Parcel.Bomb.exploded = false;
    assertThatThrownBy(() -> received(new Parcel.Bomb(), TrustedPackages.NONE).getObject())
        .isInstanceOf(MessageFormatException.class);
    assertThat(Parcel.Bomb.exploded).isFalse();
    received(new Parcel.Bomb(), TrustedPackages.of(List.of("io.tabella"))).getObject();
    assertThat(Parcel.Bomb.exploded).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.tabella.message.trusted", "io.tabella", "io", "*"})
  void listedPackagesAreReadWithThoseBelow(String listed) throws JMSException {
    TrustedPackages trusted = TrustedPackages.of(List.of("com.example", listed));
    assertThat(received(new Parcel("x"), trusted).getObject()).isEqualTo(new Parcel("x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"io.tabella.message.truste", "tabella", "IO", "io.tabella.message.trusted.x"})
  void similarPackagesAreNotTrusted(String listed) throws JMSException {
    TrustedPackages trusted = TrustedPackages.of(List.of(listed));
    assertThatThrownBy(() -> received(new Parcel("x"), trusted).getObject())
        .isInstanceOf(MessageFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "com.", ".com", "com..x", "com.example.*", "a b", "1a", "com/x"})
  void settingThatIsNoPackageIsRefusedByName(String listed) {
    assertThatThrownBy(() -> TrustedPackages.of(List.of(listed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setting trustedPackages")
        .hasMessageContaining(listed);
  }

  @Test
  void proxiesAreNeverRead() throws JMSException {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Comparable.class}, new Parcel.Handler());
    JmsObjectMessage message =
        received((Serializable) proxy, TrustedPackages.of(List.of("io.tabella")));
    assertThatThrownBy(message::getObject)
        .isInstanceOf(MessageFormatException.class)
        .hasMessageContaining("dynamic proxies are not read");
  }

  @Test
  void arrayThatCannotBeInTheBytesIsRefused() throws JMSException {
    JmsObjectMessage sent = new JmsObjectMessage(new byte[] {1});
    byte[] bytes = ((io.tabella.store.Body.Bytes) sent.snapshot()).bytes().clone();
    bytes[bytes.length - 5] = 0x7F;
    JmsObjectMessage message = new JmsObjectMessage(bytes, TrustedPackages.NONE);
    assertThatThrownBy(message::getObject)
        .isInstanceOf(MessageFormatException.class)
        .hasMessageContaining("cannot be in so few bytes");
  }

  @Test
  void bytesThatAreNoObjectAreRefused() {
    JmsObjectMessage message = new JmsObjectMessage(new byte[] {1, 2, 3}, TrustedPackages.NONE);
    assertThatThrownBy(message::getObject).isInstanceOf(MessageFormatException.class);
  }

  @Test
  void classesAreFoundWithTheThreadsContextLoader() throws Exception {
    JmsObjectMessage message = received(new Parcel("x"), TrustedPackages.of(List.of("io.tabella")));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader own = new OwnCopyOf(Parcel.class);
    try {
      thread.setContextClassLoader(own);
      assertThat(message.getObject().getClass().getClassLoader()).isSameAs(own);
      thread.setContextClassLoader(null);
      assertThat(message.getObject()).isEqualTo(new Parcel("x"));
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      assertThat(message.getObject()).isEqualTo(new Parcel("x"));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void ownObjectNeedsNoTrust() throws JMSException {
    assertThat(new JmsObjectMessage(new Parcel("x")).getObject()).isEqualTo(new Parcel("x"));
  }

  @Test
  void trustIsNotNeededAnyMoreOnceTheBodyIsCleared() throws JMSException {
    JmsObjectMessage message = received(new Parcel("x"), TrustedPackages.NONE);
    message.clearBody();
    message.setObject(new Parcel("mine"));
    assertThat(message.getObject()).isEqualTo(new Parcel("mine"));
  }

  @Test
  void objectIsASnapshotAndEachGetACopy() throws JMSException {
    ArrayList<Integer> list = new ArrayList<>(List.of(1));
    JmsObjectMessage message = new JmsObjectMessage(list);
    list.add(2);
    assertThat(message.getObject()).isEqualTo(List.of(1)).isNotSameAs(message.getObject());
  }

  @Test
  void objectThatCannotBeSerializedIsRefused() throws JMSException {
    JmsObjectMessage message = new JmsObjectMessage();
    ArrayList<Object> list = new ArrayList<>(List.of(new Object()));
    assertThatThrownBy(() -> message.setObject(list))
        .isInstanceOf(MessageFormatException.class)
        .hasMessageContaining("java.util.ArrayList")
        .hasMessageContaining("java.lang.Object");
    assertThat(message.getObject()).isNull();
  }

  @Test
  void bodyIsTheObjectInAnyOfItsTypes() throws JMSException {
    JmsObjectMessage message = new JmsObjectMessage(new Parcel("x"));
    assertThat(message.getBody(Parcel.class)).isEqualTo(new Parcel("x"));
    assertThat(message.getBody(Serializable.class)).isEqualTo(new Parcel("x"));
    assertThat(message.isBodyAssignableTo(Serializable.class)).isTrue();
    assertThat(message.isBodyAssignableTo(String.class)).isFalse();
    assertThatThrownBy(() -> message.getBody(String.class))
        .isInstanceOf(MessageFormatException.class);
    JmsObjectMessage empty = new JmsObjectMessage();
    assertThat(empty.isBodyAssignableTo(String.class)).isTrue();
    assertThat(empty.getBody(String.class)).isNull();
  }

  @Test
  void bodyThatCannotBeReadIsAssignableToNothing() throws JMSException {
    JmsObjectMessage message = received(new Parcel("x"), TrustedPackages.NONE);
    assertThat(message.isBodyAssignableTo(Parcel.class)).isFalse();
    assertThat(message.isBodyAssignableTo(Object.class)).isFalse();
    assertThatThrownBy(() -> message.getBody(Object.class))
        .isInstanceOf(MessageFormatException.class);
  }

  private static JmsObjectMessage received(Serializable object, TrustedPackages trusted)
      throws JMSException {
    MessageCodec codec = new MessageCodec(trusted);
    return (JmsObjectMessage)
        codec.decode(
            codec.encode(new JmsObjectMessage(object), new Sending("ID:1", 1, 0, 4, true, 1)),
            Receiving.look(new JmsQueue("q"), 1));
  }

  /** Has a class of its own, as a web application beside ours would. */
  private static final class OwnCopyOf extends ClassLoader {

    private final Class<?> original;

    OwnCopyOf(Class<?> original) {
      super(original.getClassLoader());
      this.original = original;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(original.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = new ByteArrayInputStream(in.readAllBytes()).readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (java.io.IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
