package io.tabella.selector;

/** A pattern of LIKE: {@code _} stands for one character, {@code %} for any number. Immutable. */
final class LikePattern {

  private static final char ANY = '%';
  private static final char ONE = '_';

  private final char[] characters;
  private final boolean[] wild;

  private LikePattern(char[] characters, boolean[] wild) {
    this.characters = characters;
    this.wild = wild;
  }

  /**
   * Reads a pattern.
   *
   * @param escape makes the character behind it stand for itself; -1 for none
   * @throws IllegalArgumentException if the escape stands before something else, or at the end
   */
  static LikePattern of(String text, int escape) {
    StringBuilder characters = new StringBuilder();
    boolean[] wild = new boolean[text.length()];
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == escape) {
        i++;
        if (i == text.length()) {
          throw new IllegalArgumentException("nothing follows the escape character in the pattern");
        }
        character = text.charAt(i);
      } else {
        wild[characters.length()] = character == ANY || character == ONE;
      }
      characters.append(character);
    }
    return new LikePattern(characters.toString().toCharArray(), wild);
  }

  /** Goes back to the last {@code %} alone, so that no text takes more than its square of steps. */
  boolean matches(String text) {
    int place = 0;
    int lastAny = -1;
    int textAtAny = 0;
    int i = 0;
    while (i < text.length()) {
      if (place < characters.length && wild[place] && characters[place] == ANY) {
        lastAny = place++;
        textAtAny = i;
      } else if (place < characters.length && fits(place, text.charAt(i))) {
        place++;
        i++;
      } else if (lastAny >= 0) {
        place = lastAny + 1;
        i = ++textAtAny;
      } else {
        return false;
      }
    }
    while (place < characters.length && wild[place] && characters[place] == ANY) {
      place++;
    }
    return place == characters.length;
  }

  private boolean fits(int place, char character) {
    return wild[place] ? characters[place] == ONE : characters[place] == character;
  }
}
