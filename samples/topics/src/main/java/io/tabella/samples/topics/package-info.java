/** A price feed and its subscribers: durable, shared, and late. */
@NullMarked
package io.tabella.samples.topics;

import org.jspecify.annotations.NullMarked;
