    const event = userCreated.create({ userId, email }, { id });
    const { ids } = await inngest.send(event);
