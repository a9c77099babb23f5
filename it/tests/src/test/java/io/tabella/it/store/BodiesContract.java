package io.tabella.it.store;

import static io.tabella.it.store.Entries.header;
import static io.tabella.it.store.Entries.ownedBy;
import static io.tabella.it.store.Entries.ready;
import static io.tabella.it.store.Entries.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageHeader;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a store does with what is in a message. */
abstract class BodiesContract extends Contract {

  BodiesContract(StoreTarget target) {
    super(target);
  }

  @Test
  void messageComesBackAsItWasStored() {
    Member node = Member.join(store());
    long queue = newQueue();
    MessageHeader header =
        new MessageHeader(
            "ID:1", 12, 34_000_000_000_000L, 7, false, "cor’relation 💌", "type", "queue:r", "g");
    StoredMessage message =
        new StoredMessage(header, "{\"a\":\"ü\"}", new Body.Text(BodyKind.TEXT, "Zaß 💌 \u0001"));
    QueueEntry sent = new QueueEntry(new EntryKey(queue, 2, 5), QueueEntry.READY, 3, true, message);
    node.send(sent);
    // It belongs to a group, so it is claimed by key only.
    assertThat(node.claimAll(queue)).isEmpty();
    List<EntryKey> keys = List.of(sent.key());
    List<QueueEntry> claimed = node.write(t -> t.entries().claim(node.id(), keys));
    assertThat(claimed).containsExactly(ownedBy(node.id(), sent));
  }

  @Test
  void everyKindOfBodyComesBack() {
    Member node = Member.join(store());
    long queue = newQueue();
    List<Body> bodies = new ArrayList<>();
    for (BodyKind kind : BodyKind.values()) {
      bodies.add(new Body.Empty(kind));
    }
    bodies.add(text(""));
    bodies.add(new Body.Text(BodyKind.MAP, "{}"));
    bodies.add(new Body.Text(BodyKind.STREAM, "[1]"));
    for (int i = 0; i < bodies.size(); i++) {
      node.send(ready(queue, i + 1, bodies.get(i)));
    }
    assertThat(node.claimAll(queue)).extracting(e -> e.message().body()).isEqualTo(bodies);
  }

  @Test
  void bytesComeBack() {
    Member node = Member.join(store());
    long queue = newQueue();
    byte[] bytes = new byte[512];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    node.send(
        ready(queue, 1, new Body.Bytes(BodyKind.BYTES, bytes)),
        ready(queue, 2, new Body.Bytes(BodyKind.OBJECT, new byte[0])));
    List<QueueEntry> claimed = node.claimAll(queue);
    assertThat(((Body.Bytes) claimed.get(0).message().body()).bytes()).isEqualTo(bytes);
    assertThat(((Body.Bytes) claimed.get(1).message().body()).bytes()).isEmpty();
    assertThat(claimed.get(1).message().body().kind()).isEqualTo(BodyKind.OBJECT);
  }

  @Test
  void largeBodyStaysElsewhereUntilItIsRead() {
    Member node = Member.join(store());
    long queue = newQueue();
    String words = "Zaß 💌 ".repeat(90_000);
    List<QueueEntry> stored =
        node.write(t -> t.entries().insert(List.of(ready(queue, 1, text(words)))));
    assertThat(stored.get(0).message().body()).isInstanceOf(Body.Elsewhere.class);
    Body body = node.claimAll(queue).get(0).message().body();
    assertThat(body).isEqualTo(stored.get(0).message().body());
    assertThat(store().read((Body.Elsewhere) body)).isEqualTo(text(words));
  }

  @Test
  void largeBytesComeBack() {
    Member node = Member.join(store());
    long queue = newQueue();
    byte[] bytes = new byte[6_000_001];
    new Random(7).nextBytes(bytes);
    node.send(ready(queue, 1, new Body.Bytes(BodyKind.BYTES, bytes)));
    Body.Elsewhere body = (Body.Elsewhere) node.claimAll(queue).get(0).message().body();
    assertThat(((Body.Bytes) store().read(body)).bytes()).isEqualTo(bytes);
  }

  @Test
  void largeBodyMovesToAnotherEntryWithoutBeingCopied() throws Exception {
    Member node = Member.join(store());
    long queue = newQueue();
    long dead = newQueue();
    node.send(ready(queue, 1, text("x".repeat(400_000))));
    QueueEntry claimed = node.claimAll(queue).get(0);
    node.run(
        t -> {
          t.entries().acknowledge(node.id(), List.of(claimed.key()));
          t.entries().insert(List.of(ready(dead, 2, claimed.message().body())));
        });
    Body.Elsewhere moved = (Body.Elsewhere) node.claimAll(dead).get(0).message().body();
    assertThat(moved.contentId()).isEqualTo(1);
    assertThat(store().read(moved)).isEqualTo(text("x".repeat(400_000)));
    assertThat(target.query("SELECT COUNT(*) FROM " + table("content"))).containsExactly("2");
  }

  @Test
  void discardedContentIsGone() {
    Member node = Member.join(store());
    long queue = newQueue();
    node.send(ready(queue, 1, text("x".repeat(400_000))));
    QueueEntry claimed = node.claimAll(queue).get(0);
    Body.Elsewhere body = (Body.Elsewhere) claimed.message().body();
    node.run(
        t -> {
          t.entries().acknowledge(node.id(), List.of(claimed.key()));
          t.entries().discardContents(List.of(body.contentId()));
        });
    assertThatThrownBy(() -> store().read(body))
        .isInstanceOf(StoreRejectedException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void headerThatIsTooLongIsRefusedByName() {
    Member node = Member.join(store());
    long queue = newQueue();
    MessageHeader header =
        new MessageHeader("ID:1", 0, 0, 4, true, null, "t".repeat(256), null, null);
    assertThatThrownBy(() -> node.send(Entries.entry(queue, 1, header, text(""))))
        .isInstanceOf(StoreRejectedException.class)
        .hasMessageContaining("JMSType has 256 characters; the limit is 255");
    node.send(ready(queue, 1));
  }

  @Test
  void longCorrelationIdAndPropertiesAreStored() {
    Member node = Member.join(store());
    long queue = newQueue();
    MessageHeader header =
        new MessageHeader("ID:1", 0, 0, 4, true, "ö".repeat(100_000), null, null, null);
    StoredMessage message = new StoredMessage(header, "\"" + "ü".repeat(300_000) + "\"", text(""));
    QueueEntry sent = new QueueEntry(new EntryKey(queue, 5, 1), 0, 0, false, message);
    node.send(sent);
    assertThat(node.claimAll(queue)).containsExactly(ownedBy(node.id(), sent));
  }

  @Test
  void textThatNoDatabaseCanStoreIsRefused() {
    Member node = Member.join(store());
    long queue = newQueue();
    assertThatThrownBy(() -> node.send(ready(queue, 1, text("half a pair \ud83d"))))
        .isInstanceOf(StoreRejectedException.class)
        .hasMessageContaining("surrogate");
  }

  @Test
  void batchOfLargeRowsIsCutIntoStatements() {
    Member node = Member.join(store());
    long queue = newQueue();
    List<QueueEntry> sent = new ArrayList<>();
    for (int id = 1; id <= 150; id++) {
      sent.add(Entries.entry(queue, id, header(4, 0), text("é".repeat(30_000))));
    }
    node.send(sent);
    assertThat(node.claimAll(queue))
        .hasSize(150)
        .allMatch(e -> e.message().body().size() == 30_000);
  }
}
