/**
 * What a node is doing, as plain figures; anything that shows them to somebody is a view of these.
 */
@NullMarked
package io.tabella.engine.monitor;

import org.jspecify.annotations.NullMarked;
