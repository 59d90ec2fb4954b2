/** A first model to start from, in a new document. */
import * as vscode from 'vscode';
import { languageId } from '../connection/options.ts';

const example = `/** What this service is, what can go wrong, and what it would cost. Change the names and the numbers. */
system WebShop "Web shop" {
  currency USD
  horizon 3 years
  appetite {
    at most 10% chance above $1M
  }
}

asset Orders "Order history" {
  data confidential
  size 200k..500k..1M records
}

external Customer
agent Fraudster "Organised fraud"

service OrderService "Takes and keeps orders" {
  owner "team-orders"
  holds Orders
}

flow Checkout from Customer to OrderService {
  carries Orders
  over "HTTPS"
  encrypted
  authenticated
}

threat OrderLeak "Injection exposes the order history" {
  stride information-disclosure
  on OrderService
  affects Orders
  by Fraudster
  frequency {
    threat-events 5..15 per year
    vulnerability 2%..10%
  }
  loss {
    response $50k..$250k
    secondary "Regulator" in 40%..60% { fines $100k to $2M }
  }
}

control QueryChecks "Parameterised queries, checked in review" {
  cost $40k
  cost $5k per year
  reduces vulnerability of OrderLeak by 60%..90%
}
`;

export function registerNewSystem(): vscode.Disposable {
  return vscode.commands.registerCommand('risk.newSystem', async () => {
    const document = await vscode.workspace.openTextDocument({ language: languageId, content: example });
    await vscode.window.showTextDocument(document);
  });
}
