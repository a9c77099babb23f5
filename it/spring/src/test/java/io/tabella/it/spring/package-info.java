/**
 * Spring's own templates, listener containers and transaction managers over Tabella, with plain
 * Java configuration and no code of ours in between. docs/spring.md
 */
@NullMarked
package io.tabella.it.spring;

import org.jspecify.annotations.NullMarked;
