/** What a store gives to the engine, in types of the JDK only. */
@NullMarked
package io.tabella.store;

import org.jspecify.annotations.NullMarked;
