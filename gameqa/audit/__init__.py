"""How good every task is: answers, what a blind guesser scores, repeats, pictures, cost; with gates."""
