/**
 * Message selectors, to the letter of Jakarta Messaging 3.1, 3.8.
 *
 * <p>A text becomes tokens ({@code Tokens}), these become a tree of {@code Expression}s ({@code
 * Parser}), once. An expression's value is null for unknown, a Boolean, a Long or Double, or a
 * String. Conditions follow the three-valued logic of SQL: a message is selected only if the whole
 * is true. Values of different kinds are never equal nor unequal, nor in any order: a comparison of
 * them is false.
 *
 * <p>What can be known to make no sense without a message is refused when the text is parsed: a
 * string in arithmetic, a number as a condition, an unknown header field. Nesting and length are
 * bounded, and chains of the same operator are lists, so that no selector can exhaust the stack.
 *
 * <p>This room knows neither messages nor the API. Everything in it is immutable and for all
 * threads, but for the two parsing classes, which belong to their call.
 */
@NullMarked
package io.tabella.selector;

import org.jspecify.annotations.NullMarked;
