package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts: connection and session in one. Jakarta Messaging 3.1, 2.8 and 6.3. */
final class ContextTest extends JmsBehaviour {

  private static final int[] MODES = {
    JMSContext.AUTO_ACKNOWLEDGE,
    JMSContext.CLIENT_ACKNOWLEDGE,
    JMSContext.DUPS_OK_ACKNOWLEDGE,
    JMSContext.SESSION_TRANSACTED
  };

  // Making one.

  @Test
  void contextTellsItsMode() {
    for (int mode : MODES) {
      try (JMSContext context = rig.factory().createContext(mode);
          JMSContext ofIt = context.createContext(mode)) {
        assertThat(List.of(context.getSessionMode(), ofIt.getSessionMode()))
            .containsExactly(mode, mode);
        assertThat(context.getTransacted()).isEqualTo(mode == JMSContext.SESSION_TRANSACTED);
      }
    }
    assertThat(rig.context().getSessionMode()).isEqualTo(JMSContext.AUTO_ACKNOWLEDGE);
  }

  @Test
  void unknownModeIsRefusedAndLeavesNoConnectionBehind() throws Exception {
    try (TabellaConnectionFactory factory = rig.newFactory()) {
      factory.setClientId("only one can have it");

      assertThatThrownBy(() -> factory.createContext(7))
          .isExactlyInstanceOf(JMSRuntimeException.class)
          .hasMessageContaining("no session mode 7")
          .hasFieldOrPropertyWithValue("errorCode", "SESSION_MODE");

      JMSContext context = factory.createContext();
      assertThatThrownBy(() -> context.createContext(-1))
          .isExactlyInstanceOf(JMSRuntimeException.class);
      assertThat(context.createTextMessage("a")).isNotNull();
    }
  }

  @Test
  void wrongPasswordFailsInCreateContext() {
    TabellaConnectionFactory factory = rig.factory();
    String user = rig.database().user();

    assertThatThrownBy(() -> factory.createContext(user, "wrong"))
        .isExactlyInstanceOf(JMSSecurityRuntimeException.class)
        .hasFieldOrPropertyWithValue("errorCode", "ACCESS");
    assertThatThrownBy(() -> factory.createContext("nobody", "x", JMSContext.CLIENT_ACKNOWLEDGE))
        .isExactlyInstanceOf(JMSSecurityRuntimeException.class);
    String password = rig.database().password();
    factory.createContext(user, password).close();
    try (JMSContext context =
        factory.createContext(user, password, JMSContext.SESSION_TRANSACTED)) {
      assertThat(context.getTransacted()).isTrue();
    }
  }

  @Test
  void closedFactoryMakesNoContexts() throws Exception {
    TabellaConnectionFactory factory = rig.newFactory();
    factory.close();

    assertThatThrownBy(factory::createContext)
        .isExactlyInstanceOf(IllegalStateRuntimeException.class);
  }

  // Starting.

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void consumerOfAnyKindStartsTheConnectionUnlessToldNotTo(boolean autoStart) throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();

    for (Consumer<JMSContext> making :
        List.<Consumer<JMSContext>>of(
            context -> context.createConsumer(topic),
            context -> context.createConsumer(topic, null),
            context -> context.createConsumer(topic, null, false),
            context -> context.createSharedConsumer(topic, "shared"),
            context -> context.createSharedConsumer(topic, "shared", null),
            context -> context.createDurableConsumer(topic, "mine"),
            context -> context.createDurableConsumer(topic, "mine", null, false),
            context -> context.createSharedDurableConsumer(topic, "ours"),
            context -> context.createSharedDurableConsumer(topic, "ours", null))) {
      rig.send(queue, "a");
      try (JMSContext first = rig.factory().createContext()) {
        first.setClientID("me");
        JMSContext context = first.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        first.setAutoStart(false);
        JMSConsumer witness = first.createConsumer(queue);
        context.setAutoStart(autoStart);

        making.accept(context);

        assertThat(context.getAutoStart()).isEqualTo(autoStart);
        assertThat(Rig.text(witness.receiveNoWait())).isEqualTo(autoStart ? "a" : null);
        context.close();
      }
      rig.drain(queue);
    }
    try (JMSContext context = rig.factory().createContext()) {
      context.setClientID("me");
      context.unsubscribe("mine");
      context.unsubscribe("ours");
    }
  }

  @Test
  void contextStartsNothingBeforeItHasAConsumer() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    JMSContext context = rig.context();
    assertThat(context.getAutoStart()).isTrue();
    context.setAutoStart(false);
    JMSConsumer consumer = context.createConsumer(queue);
    context.setAutoStart(true);

    context.createProducer().send(queue, "b");
    rig.context(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));

    assertThat(consumer.receiveNoWait()).isNull();
  }

  @Test
  void startAndStopGoForAllContextsOfTheConnection() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    JMSContext context = rig.context();
    JMSContext other = rig.context(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
    JMSConsumer consumer = context.createConsumer(queue);
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");

    other.stop();
    assertThat(consumer.receiveNoWait()).isNull();
    other.start();

    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("b");
  }

  // Closing.

  @Test
  void lastContextThatIsClosedClosesTheConnection() throws Exception {
    Topic topic = rig.newTopic();
    JMSContext first = rig.context();
    first.setClientID("shared");
    JMSContext second = rig.context(first.createContext(JMSContext.AUTO_ACKNOWLEDGE));
    JMSContext third = rig.context(second.createContext(JMSContext.SESSION_TRANSACTED));
    JMSConsumer consumer = third.createConsumer(topic);

    first.close();
    second.close();

    assertThat(third.getClientID()).isEqualTo("shared");
    rig.publish(topic, "a");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
    assertThatThrownBy(() -> rig.connectAs("shared"))
        .isInstanceOf(jakarta.jms.InvalidClientIDException.class);
    third.close();
    rig.connectAs("shared");
  }

  @Test
  void closeIsARollbackOfItsContextAlone() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context(JMSContext.SESSION_TRANSACTED);
    JMSContext other = rig.context(context.createContext(JMSContext.SESSION_TRANSACTED));
    context.createProducer().send(queue, "undone");
    other.createProducer().send(queue, "done");

    context.close();
    other.commit();

    assertThat(rig.drain(queue)).containsExactly("done");
  }

  @Test
  void closingTwiceIsFine() {
    JMSContext context = rig.context();
    JMSContext other = rig.context(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));

    context.close();
    context.close();
    assertThat(other.createTextMessage()).isNotNull();

    other.close();
    other.close();
  }

  @Test
  void everyMethodOfAClosedContextIsRefused() throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();
    JMSContext open = rig.context();
    JMSContext context = open.createContext(JMSContext.SESSION_TRANSACTED);
    context.close();

    assertRefusedAsClosed(
        context::getClientID,
        () -> context.setClientID("me"),
        context::getMetaData,
        context::getExceptionListener,
        () -> context.setExceptionListener(null),
        context::start,
        context::stop,
        () -> context.setAutoStart(false),
        context::getAutoStart,
        context::getTransacted,
        context::getSessionMode,
        context::commit,
        context::rollback,
        context::recover,
        context::acknowledge,
        () -> context.createContext(JMSContext.AUTO_ACKNOWLEDGE),
        context::createProducer,
        () -> context.unsubscribe("s"));
    assertRefusedAsClosed(
        context::createBytesMessage,
        context::createMapMessage,
        context::createMessage,
        context::createObjectMessage,
        () -> context.createObjectMessage("a"),
        context::createStreamMessage,
        context::createTextMessage,
        () -> context.createTextMessage("a"),
        () -> context.createQueue("q"),
        () -> context.createTopic("t"),
        context::createTemporaryQueue,
        context::createTemporaryTopic);
    assertRefusedAsClosed(
        () -> context.createConsumer(queue),
        () -> context.createConsumer(queue, null),
        () -> context.createConsumer(queue, null, false),
        () -> context.createDurableConsumer(topic, "s"),
        () -> context.createDurableConsumer(topic, "s", null, false),
        () -> context.createSharedConsumer(topic, "s"),
        () -> context.createSharedConsumer(topic, "s", null),
        () -> context.createSharedDurableConsumer(topic, "s"),
        () -> context.createSharedDurableConsumer(topic, "s", null),
        () -> context.createBrowser(queue),
        () -> context.createBrowser(queue, null));
  }

  private static void assertRefusedAsClosed(ThrowingCallable... calls) {
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isExactlyInstanceOf(IllegalStateRuntimeException.class)
          .hasMessage("This context is closed.");
    }
  }

  @Test
  void acknowledgingAMessageOfAClosedContextIsRefused() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    JMSContext context = rig.context(JMSContext.CLIENT_ACKNOWLEDGE);
    var message = Rig.receive(context.createConsumer(queue));

    context.close();

    assertThatThrownBy(message::acknowledge).isInstanceOf(jakarta.jms.IllegalStateException.class);
  }
}
