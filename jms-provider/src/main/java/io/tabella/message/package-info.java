/**
 * The five kinds of message, and their way into and out of the store. Jakarta Messaging 3.1,
 * chapter 3.
 *
 * <h2>Model</h2>
 *
 * <p>A {@link io.tabella.message.JmsMessage} belongs to the application: the sender keeps its own
 * after the send, writeable as before, and each delivery makes a new one. What travels is a {@link
 * io.tabella.store.StoredMessage}, a snapshot that {@link io.tabella.message.MessageCodec} takes in
 * the sender's thread and reads in the receiver's. Another provider's message is first copied
 * through the API's interfaces.
 *
 * <h2>In the store</h2>
 *
 * <table>
 * <caption>What becomes of the parts of a message</caption>
 * <tr><th>part</th><th>stored as</th></tr>
 * <tr><td>header fields</td><td>columns; destinations as {@code queue:NAME}</td></tr>
 * <tr><td>JMSXGroupID</td><td>a column</td></tr>
 * <tr><td>other properties</td><td>JSON text, plain values with the rarer types noted</td></tr>
 * <tr><td>text</td><td>text</td></tr>
 * <tr><td>map, stream</td><td>JSON text of the same form</td></tr>
 * <tr><td>bytes, serialized object</td><td>bytes</td></tr>
 * <tr><td>text that is not Unicode</td><td>bytes in UTF-16</td></tr>
 * </table>
 *
 * <h2>Properties and their owners</h2>
 *
 * <p>Names must be ones that a selector can use. Of the names that begin with {@code JMSX},
 * JMSXGroupID and JMSXGroupSeq are the application's. The others are the provider's: an application
 * may set them, as happens when it copies all properties of a message that it received, but as with
 * the provider's header fields the receiver sees the provider's value or none. What the provider
 * says about the sender, a {@link io.tabella.message.Signature}, is stored like the application's
 * properties; what it says about the delivery is not stored. Names that begin with {@code JMS_}
 * travel like any other, so that messages from other providers keep theirs; {@code JMS_TABELLA_}
 * ones are written over by a {@link io.tabella.message.DeadLetter} and have no effect.
 *
 * <h2>Read-only</h2>
 *
 * <p>Of a received message the properties and the body are read-only, each until it is cleared. For
 * bytes and streams read-only is also the state in which they can be read; {@code reset()} brings
 * them there.
 *
 * <h2>Objects</h2>
 *
 * <p>Serialized objects from the database are read under {@link
 * io.tabella.message.TrustedPackages}, which allow the JDK's value types and what the user lists.
 *
 * <h2>Threads</h2>
 *
 * <p>A message belongs to one thread at a time. The codec is safe for all threads.
 */
@NullMarked
package io.tabella.message;

import org.jspecify.annotations.NullMarked;
