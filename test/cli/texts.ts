/** Small models for tests of the command line. */

/** No finding of any severity but notes; 0.5 events a year of $100k. */
export const tidy = `system Shop {
  source "a test"
}

service Cart

threat Tampering "Prices changed in the cart" {
  stride tampering
  on Cart
  frequency every 2 years
  loss $100k
}
`;

/** The worked case of a payment platform, as the reference prints it. */
export const innovapay = `system InnovaPay "Peer-to-peer payments" {
  currency USD
  horizon 3 years
  discount 8%
  appetite {
    at most 10% chance above $1M
    at most 1% chance above $10M
  }
}

zone Cluster "Kubernetes cluster"

asset Ledger "Transaction ledger" { data restricted }

external Customer
agent Fraudster "Organised payment fraud"

service TransactionService "Transaction service" in Cluster {
  owner "team-payments"
  holds Ledger
  not-applicable repudiation because "every call is signed with the customer's key"
}

flow Transfer from Customer to TransactionService {
  carries Ledger
  over "HTTPS"
  encrypted
  authenticated
}

threat RecipientTampering "Recipient account altered before commit" {
  stride tampering
  on Transfer
  affects Ledger
  by Fraudster
  cwe CWE-345
  frequency every 2 years
  loss {
    response $300k
    replacement $400k
    secondary { fines $400k reputation $500k }
  }
}

control PayloadEncryption "End-to-end payload encryption" {
  cost $150k
  reduces frequency of RecipientTampering by 95%
}
control FraudDetection "Real-time fraud detection" {
  cost $90k per year
  reduces loss of RecipientTampering by 31.25%
}
`;

/** One error, in one of two threats. */
export const broken = `${tidy}
threat Broken {
  stride spoofing
  on Nowhere
  frequency every 3 years
  loss 5 hours
}
`;
