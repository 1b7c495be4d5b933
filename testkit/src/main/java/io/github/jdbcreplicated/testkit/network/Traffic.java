package io.github.jdbcreplicated.testkit.network;

/**
 * What has passed since the beginning. A number includes everything the client has the answer to.
 *
 * @param connections connections that clients have opened, closed ones included
 * @param bytesToServer bytes of requests
 * @param bytesToClient bytes of answers
 * @param messagesToServer protocol messages of requests, those that open a connection included
 * @param requests messages after which the server tells when it is done: Query, Sync and FunctionCall. Drivers may send
 *     several at once
 * @param roundTrips how often clients have turned from sending to waiting, also while opening a connection. A request too
 *     long for one network packet may count more than once
 */
public record Traffic(
        long connections,
        long bytesToServer,
        long bytesToClient,
        long messagesToServer,
        long requests,
        long roundTrips) {

    /** What has passed since an earlier count. */
    public Traffic since(Traffic earlier) {
        return new Traffic(
                connections - earlier.connections,
                bytesToServer - earlier.bytesToServer,
                bytesToClient - earlier.bytesToClient,
                messagesToServer - earlier.messagesToServer,
                requests - earlier.requests,
                roundTrips - earlier.roundTrips);
    }
}
