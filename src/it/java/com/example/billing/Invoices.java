package com.example.billing;

import io.parley.client.Message;
import io.parley.client.Parley;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Another application on the chat's server: of Parley it has the client's jar, and nothing else. */
@ApplicationScoped
public class Invoices {

    @Inject
    private Parley parley;

    /** Says that an invoice was sent, once the transaction that sends it is committed. */
    @Transactional
    public void send(long invoice) {
        parley.publish(Message.to("billing", "Invoice " + invoice + " was sent").under("invoice-" + invoice));
    }
}
