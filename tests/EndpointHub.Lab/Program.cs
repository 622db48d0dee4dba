using EndpointHub.Lab;

return await LabCommands.Root().Parse(args).InvokeAsync();
