package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which node the messages of a group go to. */
abstract class MessageGroupsContract extends Contract {

  private static final long QUEUE = 7;

  MessageGroupsContract(StoreTarget target) {
    super(target);
  }

  private static Set<String> take(Member member, String... groups) {
    return member.write(
        transaction -> transaction.groups().take(member.id(), QUEUE, List.of(groups)));
  }

  @Test
  void groupBelongsToOneNodeUntilThatGivesItBack() {
    Member one = Member.join(store());
    Member other = Member.join(store());
    assertThat(take(one, "a", "b", "A")).containsExactlyInAnyOrder("a", "b", "A");
    assertThat(take(one, "a")).containsExactly("a");
    assertThat(take(other, "b", "c")).containsExactly("c");
    other.run(t -> t.groups().giveBack(other.id(), QUEUE, List.of("a", "b")));
    assertThat(take(other, "a", "b")).isEmpty();
    one.run(t -> t.groups().giveBack(one.id(), QUEUE, List.of("a")));
    assertThat(take(other, "a", "b")).containsExactly("a");
    one.run(t -> t.groups().giveBackAll(one.id()));
    assertThat(take(other, "b", "A")).containsExactlyInAnyOrder("b", "A");
  }

  @Test
  void groupsOfTwoQueuesHaveNothingToDoWithOneAnother() {
    Member one = Member.join(store());
    Member other = Member.join(store());
    take(one, "a");
    assertThat(other.<Set<String>>write(t -> t.groups().take(other.id(), QUEUE + 1, List.of("a"))))
        .containsExactly("a");
  }
}
