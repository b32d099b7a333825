package io.parley.container.tyrus;

import io.parley.session.SenderContract;

/** The same where whoever says something to many writes it. */
class LentFramesContractTest extends SenderContract {

    @Override
    protected Peer peer() {
        return new OwnFramesContractTest.StreamPeer(true);
    }
}
