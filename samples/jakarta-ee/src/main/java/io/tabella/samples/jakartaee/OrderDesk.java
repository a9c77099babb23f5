package io.tabella.samples.jakartaee;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Enumeration;

/** Takes orders, and tells what has become of them. Each call is a transaction. */
@Stateless
@Path("orders")
@Produces(MediaType.TEXT_PLAIN)
public class OrderDesk {

  /** Of the server's default connection factory; it sends in the transaction of the call. */
  @Inject private JMSContext messages;

  @Inject private Ledger ledger;

  /** Puts the order into the queue. The answer goes out when that is committed. */
  @POST
  public Response order(
      @FormParam("customer") @NotBlank String customer, @FormParam("item") @NotBlank String item) {
    messages
        .createProducer()
        .setProperty(Names.CUSTOMER, customer)
        .send(messages.createQueue(Names.ORDERS), item);
    return Response.accepted("Thank you, " + customer + ".\n").build();
  }

  /** What the ledger says. */
  @GET
  public String stored() throws SQLException {
    return ledger.text();
  }

  /** Looks into the dead-letter queue, and leaves everything there. */
  @GET
  @Path("failed")
  public String failed() throws JMSException {
    StringBuilder lines = new StringBuilder();
    try (QueueBrowser browser = messages.createBrowser(messages.createQueue(Names.FAILED))) {
      for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); ) {
        Message letter = (Message) all.nextElement();
        lines.append(
            "%s, %s: %s%n"
                .formatted(
                    letter.getStringProperty(Names.CUSTOMER),
                    letter.getBody(String.class),
                    letter.getStringProperty("JMS_TABELLA_deadLetterReason")));
      }
    }
    return lines.toString();
  }
}
