// Sends the form that leaves this origin; its button does the same where no script runs.
document.querySelector("form[data-continue]").requestSubmit();
