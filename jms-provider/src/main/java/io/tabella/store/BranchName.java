package io.tabella.store;

/**
 * The name that a transaction manager has given to a branch (an Xid). Its text is what the database
 * keeps and what people see: format, global transaction and branch, the last two in hexadecimal.
 *
 * @param format the kind of name; -1 is none
 * @param global the global transaction, two hexadecimal digits for each byte
 * @param qualifier the branch of it, likewise
 */
public record BranchName(int format, String global, String qualifier) {

  private static final int PARTS = 3;

  /**
   * The name of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static BranchName parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException(
          "'" + text + "' is not the name of a branch: FORMAT:GLOBAL:BRANCH, as it is listed");
    }
    return new BranchName(Integer.parseInt(parts[0]), parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return format + ":" + global + ":" + qualifier;
  }
}
