/** What a user types: the connection factories. */
@NullMarked
package io.tabella.jms;

import org.jspecify.annotations.NullMarked;
