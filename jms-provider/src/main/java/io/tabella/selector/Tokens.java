package io.tabella.selector;

import io.tabella.selector.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a selector's text into tokens. Used once, by one thread. */
final class Tokens {

  private static final int LONGEST = 65_535;
  private static final Set<String> KEYWORDS =
      Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");
  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX][0-9a-fA-F]+[lL]?"
              + "|(?:[0-9]+\\.[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fFdD]?"
              + "|[0-9]+[eE][+-]?[0-9]+[fFdD]?"
              + "|[0-9]+[fFdD]"
              + "|[0-9]+[lL]?");
  private static final Pattern SYMBOL = Pattern.compile("<=|>=|<>|[=<>()+\\-*/,]");

  /** What people write who think of another language; what others begin with stands last. */
  private static final List<Map.Entry<String, String>> HINTS =
      List.of(
          Map.entry("==", "="),
          Map.entry("!=", "<>"),
          Map.entry("&&", "AND"),
          Map.entry("||", "OR"),
          Map.entry("!", "NOT"),
          Map.entry("\"", "'"));

  private final String text;
  private int at;

  Tokens(String text) {
    this.text = text;
    if (text.length() > LONGEST) {
      throw failure(
          LONGEST, "it has " + text.length() + " characters, and at most " + LONGEST + " may be");
    }
  }

  SelectorException failure(int position, String problem) {
    return new SelectorException(text, position, problem);
  }

  /** The next one; at the end again and again the end. */
  Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "", at);
    }
    char first = text.charAt(at);
    if (first == '\'') {
      return string();
    }
    if (isDigit(first)
        || (first == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      return number();
    }
    return Character.isJavaIdentifierStart(first) ? word() : symbol();
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private Token string() {
    int begin = at;
    StringBuilder value = new StringBuilder();
    int from = begin + 1;
    while (true) {
      int quote = text.indexOf('\'', from);
      if (quote < 0) {
        throw failure(begin, "the string has no quote at its end");
      }
      value.append(text, from, quote);
      if (quote + 1 == text.length() || text.charAt(quote + 1) != '\'') {
        at = quote + 1;
        return new Token(Kind.STRING, value.toString(), begin);
      }
      value.append('\'');
      from = quote + 2;
    }
  }

  private Token number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw failure(at, "this is not a number");
    }
    int begin = at;
    at = matcher.end();
    if (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      throw failure(begin, "a number must not go on with " + text.charAt(at));
    }
    String number = matcher.group();
    return new Token(isExact(number) ? Kind.EXACT : Kind.APPROXIMATE, number, begin);
  }

  private static boolean isExact(String number) {
    boolean hexadecimal = number.startsWith("0x") || number.startsWith("0X");
    return hexadecimal || number.chars().allMatch(c -> isDigit((char) c) || c == 'l' || c == 'L');
  }

  private Token word() {
    int begin = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(begin, at);
    String capitals = word.toUpperCase(Locale.ROOT);
    return KEYWORDS.contains(capitals)
        ? new Token(Kind.KEYWORD, capitals, begin)
        : new Token(Kind.IDENTIFIER, word, begin);
  }

  private Token symbol() {
    for (Map.Entry<String, String> hint : HINTS) {
      if (text.startsWith(hint.getKey(), at)) {
        throw failure(at, "write " + hint.getValue() + " instead of " + hint.getKey());
      }
    }
    Matcher matcher = SYMBOL.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw failure(at, "the character " + text.charAt(at) + " has no meaning here");
    }
    int begin = at;
    at = matcher.end();
    return new Token(Kind.SYMBOL, matcher.group(), begin);
  }
}
