package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.destination.JmsQueue;
import io.tabella.destination.JmsTopic;
import io.tabella.jms.TabellaConnectionFactory;
import io.tabella.jms.TabellaObjectFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.NamingManager;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Factories and destinations in naming services, and serialized. Jakarta Messaging 3.1, 5. */
final class NamingTest {

  private static TabellaConnectionFactory sample() {
    TabellaConnectionFactory factory =
        new TabellaConnectionFactory("jdbc:h2:mem:x;tabella.prefetch=7");
    factory.setUser("me");
    factory.setTrustedPackages(List.of("a.b", "c"));
    factory.setRedeliveryMultiplier(2.5);
    return factory;
  }

  private static void assertSame(TabellaConnectionFactory factory) {
    assertThat(factory.getUrl()).isEqualTo("jdbc:h2:mem:x");
    assertThat(factory.getPrefetch()).isEqualTo(7);
    assertThat(factory.getUser()).isEqualTo("me");
    assertThat(factory.getTrustedPackages()).containsExactly("a.b", "c");
    assertThat(factory.getRedeliveryMultiplier()).isEqualTo(2.5);
    assertThat(factory.getMaxDeliveries()).isEqualTo(10);
  }

  private static Object resolved(Reference reference) throws Exception {
    return NamingManager.getObjectInstance(reference, null, null, null);
  }

  private static Object copied(Object original) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  @Test
  void factoryIsTheSameAfterItWasStored() throws Exception {
    assertSame((TabellaConnectionFactory) resolved(sample().getReference()));
    assertSame((TabellaConnectionFactory) copied(sample()));
  }

  @Test
  void destinationsAreTheSameAfterTheyWereStored() throws Exception {
    JmsQueue queue = new JmsQueue("orders");
    JmsTopic topic = new JmsTopic("prices");
    assertThat(resolved(queue.getReference())).isEqualTo(queue);
    assertThat(resolved(topic.getReference())).isEqualTo(topic);
    assertThat(copied(queue)).isEqualTo(queue);
    assertThat(copied(topic)).isEqualTo(topic);
  }

  @Test
  void factoryOfADataSourceSaysWhyItCannotBeStored() {
    DataSource source = new JdbcDataSource();
    TabellaConnectionFactory factory = new TabellaConnectionFactory(source);
    assertThatThrownBy(factory::getReference)
        .isInstanceOf(NamingException.class)
        .hasMessageContaining("JDBC URL");
    assertThatThrownBy(() -> copied(factory))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("JDBC URL");
  }

  @Test
  void wrongSettingInAReferenceIsNamed() throws Exception {
    Reference reference = sample().getReference();
    reference.add(new StringRefAddr("prefetch", "none"));
    assertThatThrownBy(
            () -> new TabellaObjectFactory().getObjectInstance(reference, null, null, null))
        .isInstanceOf(NamingException.class)
        .hasMessageContaining("prefetch");
  }

  @Test
  void otherReferencesAreLeftToOthers() throws Exception {
    TabellaObjectFactory factory = new TabellaObjectFactory();
    assertThat(factory.getObjectInstance("text", null, null, null)).isNull();
    assertThat(factory.getObjectInstance(new Reference("some.Other"), null, null, null)).isNull();
  }
}
