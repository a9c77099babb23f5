package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looking at a queue without taking from it. Jakarta Messaging 3.1, 4.1.6. */
@SuppressWarnings("JdkObsolete") // the type of the specification
final class BrowserTest extends JmsBehaviour {

  private static List<@Nullable String> texts(QueueBrowser browser) throws JMSException {
    List<@Nullable String> texts = new ArrayList<>();
    for (Enumeration<?> walk = browser.getEnumeration(); walk.hasMoreElements(); ) {
      texts.add(Rig.text((Message) walk.nextElement()));
    }
    return texts;
  }

  @Test
  void messagesAreSeenInTheOrderOfDeliveryAndStay() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    rig.send(queue, "a", "b");
    MessageProducer urgent = session.createProducer(queue);
    urgent.setPriority(9);
    urgent.send(session.createTextMessage("urgent"));
    QueueBrowser browser = session.createBrowser(queue);

    assertThat(texts(browser)).containsExactly("urgent", "a", "b");
    assertThat(texts(browser)).containsExactly("urgent", "a", "b");
    assertThat(browser.getQueue()).isEqualTo(queue);
    assertThat(rig.drain(queue)).containsExactly("urgent", "a", "b");
    assertThat(texts(browser)).isEmpty();
  }

  @Test
  void deepQueueIsSeenWhole() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    String[] all = new String[1_234];
    for (int i = 0; i < all.length; i++) {
      all[i] = "m" + i;
    }
    Rig.send(session, queue, all);
    session.commit();
    assertThat(texts(session.createBrowser(queue))).containsExactly(all);
  }

  @Test
  void eachEnumerationIsANewView() throws Exception {
    Queue queue = rig.newQueue();
    QueueBrowser browser = rig.autoSession().createBrowser(queue);
    rig.send(queue, "a");
    Enumeration<?> early = browser.getEnumeration();
    assertThat(early.hasMoreElements()).isTrue();
    rig.send(queue, "b");
    assertThat(texts(browser)).containsExactly("a", "b");
    assertThat(Rig.text((Message) early.nextElement())).isEqualTo("a");
  }

  @Test
  void selectorSelectsWhatIsSeen() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    for (int i = 0; i < 5; i++) {
      TextMessage message = session.createTextMessage("m" + i);
      message.setIntProperty("number", i);
      producer.send(message);
    }
    QueueBrowser browser = session.createBrowser(queue, "number >= 3");
    assertThat(texts(browser)).containsExactly("m3", "m4");
    assertThat(browser.getMessageSelector()).isEqualTo("number >= 3");
  }

  @Test
  void openTransactionsNeitherHoldUpNorHideWhatIsCommitted() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    Session open = rig.transactedSession();
    MessageConsumer consumer = open.createConsumer(queue);
    Rig.receive(consumer);
    Rig.send(open, queue, "uncommitted");
    QueueBrowser browser = rig.autoSession().createBrowser(queue);
    assertThat(texts(browser)).containsExactly("a", "b");
    open.commit();
    assertThat(texts(browser)).containsExactly("b", "uncommitted");
  }

  @Test
  void largeBodiesAndCountsAreSeenAndExpiredMessagesAreNot() throws Exception {
    Queue queue = rig.newQueue();
    String large = "x".repeat(200_000);
    rig.send(queue, large, "gone");
    rig.execute("UPDATE tabella_queue_entry SET expires_at = 1 WHERE body_text = 'gone'");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(queue);
    Rig.receive(consumer);
    session.rollback();
    Enumeration<?> walk = session.createBrowser(queue).getEnumeration();
    Message seen = (Message) walk.nextElement();
    assertThat(Rig.text(seen)).isEqualTo(large);
    assertThat(seen.getJMSDestination()).isEqualTo(queue);
    assertThat(seen.getJMSRedelivered()).isTrue();
    assertThat(walk.hasMoreElements()).isFalse();
    assertThatThrownBy(walk::nextElement).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void closedBrowserRefusesEverything() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    Session session = rig.autoSession();
    QueueBrowser browser = session.createBrowser(queue);
    Enumeration<?> walk = browser.getEnumeration();
    browser.close();
    browser.close();
    assertThatThrownBy(browser::getEnumeration).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(browser::getQueue).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(browser::getMessageSelector).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(walk::hasMoreElements).isInstanceOf(JMSRuntimeException.class);
    QueueBrowser other = session.createBrowser(queue);
    session.close();
    assertThatThrownBy(other::getEnumeration).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void onlyQueuesAreBrowsed() throws Exception {
    Session session = rig.autoSession();
    assertThatThrownBy(() -> session.createBrowser(null))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void delayedMessageIsNotSeenBeforeItIsDue() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(1_000);
    producer.send(session.createTextMessage("later"));
    Rig.send(session, queue, "now");
    QueueBrowser browser = session.createBrowser(queue);

    assertThat(texts(browser)).containsExactly("now");
    assertThat(Rig.texts(Rig.receive(session.createConsumer(queue), 2)))
        .containsExactly("now", "later");
  }
}
