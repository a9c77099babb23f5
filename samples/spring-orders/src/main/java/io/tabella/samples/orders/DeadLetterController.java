package io.tabella.samples.orders;

import io.tabella.extension.TabellaAdmin;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/dead-letters")
class DeadLetterController {

  private static final int LIMIT = 1_000;

  private final TabellaConnectionFactory tabella;

  DeadLetterController(TabellaConnectionFactory tabella) {
    this.tabella = tabella;
  }

  private record DeadLetter(String order, int attempts, String reason) {
    static DeadLetter of(Message message) throws JMSException {
      return new DeadLetter(
          message.getBody(String.class),
          message.getIntProperty("JMS_TABELLA_deliveryCount"),
          message.getStringProperty("JMS_TABELLA_deadLetterReason"));
    }
  }

  /** The orders that were given up; they stay where they are. */
  @GetMapping
  List<DeadLetter> all() throws JMSException {
    try (TabellaAdmin admin = tabella.createAdmin()) {
      admin.createQueue(Queues.DEAD);
      List<DeadLetter> letters = new ArrayList<>();
      for (Message message : admin.browse(Queues.DEAD, null, LIMIT)) {
        letters.add(DeadLetter.of(message));
      }
      return letters;
    }
  }
}
