"""One small factory per model: valid, boring, and explicit about nothing."""
