// Sends the form that waits to be sent; its button does the same where no script runs.
document.querySelector("form[data-continue]").requestSubmit();
